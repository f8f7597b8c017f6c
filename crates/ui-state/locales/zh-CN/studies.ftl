# 页面文字。*…* 强调，!…! 差额，~…~ 假设。

study-progress = 进度
study-waiting = 尚未开始
study-preparing = 正在准备
study-running = 已完成 { $n }，共 { $of }
study-left = ，约剩 { $seconds } 秒
study-done = 已全部完成
study-stopped = 已停止，已有结果可用
study-gone = 计算程序两次停在同一处
study-broken = 无法进行：{ $message }
study-stop = 到此为止
study-again = 重新计算

study-part = 已完成约 { $percent }
