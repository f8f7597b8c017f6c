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
why-gauge = { $name } · { $year } 年末
chances-stale = 属于先前的方案
chances-nothing-varies = 没有什么会变：请至少选一项。
chances-no-count = 推演期的整年（{ $first }–{ $last }）内没有统计数，无法加权。
seek-not-begun = 选好目标与措施后开始
seek-mistakes = 不能这样求解：{ $mistakes }
people-seed = 随机种子 { $seed }
