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
seek-mistake-no-goal = 还没有要达到的目标：请至少选一项
seek-mistake-goal = “{ $goal }”不可能取这个值：比例不超过 100%，人数与金额大于 0
seek-mistake-twice = “{ $what }”出现两次：只留一个
seek-mistake-year = “{ $goal }”不在推演期内：请选 { $first } 至 { $last } 年
seek-mistake-schools = “{ $goal }”需要学校数，而本地方没有：请在“数据”页填写，或换一个指标
seek-mistake-chance = 把握 { $chance }% 不成立：应大于 0、小于 100%
seek-mistake-budget = 预算不是数字：请填元数，或留空
seek-mistake-limits = “{ $lever }”的上下限不成立：下限须小于上限，且都在 { $low } 至 { $high } 之间
seek-mistake-not-ours = “{ $lever }”由{ $authority }决定：请勾选“{ $authority }”，或不用这项措施
seek-mistake-few = { $what }只有 { $given }，至少要 { $least }
seek-mistake-apart = 各方案之间的距离应在 0 与 1 之间
seek-mistake-region = “{ $lever }”在区域 { $region } 另有安排，优先于全域：请先从方案中去掉它，或不用这项措施
seek-effort-draws = 抽样数
seek-effort-fresh = 复核抽样数
seek-effort-answers = 答案数
seek-effort-evaluations = 试算次数
