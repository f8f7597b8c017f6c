# 页面文字。*…* 强调，!…! 差额，~…~ 假设。

app-title-page = { $page } · { $place } { $from }–{ $to } · 社工沙盘
pages = 页面
page-plan = 规划
to-results = 跳到措施

bar-place = { $place } { $from }–{ $to }
bar-choose = 选择地方
bar-then = 按文件当时
bar-ahead = 从今天起（2026–2035）
bar-document = 文件方案
bar-changed = 调整方案
bar-as-now = 现行措施延续
bar-nothing = 文件无具体措施
saved = 已存
saving = 保存中
not-kept = 未存
undo = 撤销
redo = 重做
reset-all = 重置
reset-all-long = 全部恢复为文件方案
share = 分享
share-link = 复制链接
share-save = 存为文件
share-open = 打开文件
share-csv = 下载结果 CSV
share-policy = 下载方案 TOML
share-xlsx = Excel 工作簿
switch-language = English
switch-language-label = Switch to English
theme-dark = 深色
theme-light = 浅色

loading = 正在建立模型并推演第一遍，约需一秒。
computing = 推演中
fetching = 正在取数据
close = 关闭
dismiss = 知道了
notices = 提示

notice-link-not-opened = 链接无法打开，当前方案未变。
notice-kept-not-opened = 上次保存的内容无法打开，已从文件方案开始。
notice-file-not-opened = 文件“{ $name }”无法打开，当前方案未变。
notice-model-version = 此方案由模型版本 { $was } 写成，现按版本 { $now } 重新推演，数字可能不同。
notice-scenario-changed = 此方案写成后，地区数据已有更新，现按新数据重新推演，数字可能不同。
notice-outside-run = “{ $lever }”的安排有推演期（{ $from }至{ $to }）以外的月份；滑块显示目标年末实际生效的值。
notice-unknown-chart = 没有名为“{ $name }”的图，该处沿用原来的图。
notice-replaced = 已打开链接中的方案。原来的方案没有丢，点“撤销”即可找回。
notice-kept-elsewhere = 另一个标签页刚保存了不同的方案。浏览器只留最后保存的一份：用那一份（可撤销），还是保留本页的？
notice-take-other = 用那一份
notice-keep-own = 保留本页
notice-not-kept = 浏览器不允许保存或空间已满：刷新后会丢失，请用“分享”存为文件或复制链接。
notice-not-stored = 浏览器没有存下“{ $name }”：{ $message }。它还在本页；关闭前请存为文件。
notice-not-taken-out = 浏览器没有删去所选的一项，刷新后它会重新出现：{ $message }。
notice-store-unread = 浏览器里保存的方案和地区读不出来，本页照常可用；要留下的请存为文件：{ $message }。
notice-save-record = 存为文件
notice-broken = 这次推演中断，图表停在上一次结果：{ $message }
notice-worker-restarted = 推演程序意外停止，已重新启动：{ $message }
notice-worker-gone = 推演程序再次停止，图表不再更新；方案仍可保存，请刷新页面：{ $message }
notice-link-copied = 链接已复制。
notice-link-in-address = 浏览器不允许复制；链接已放在地址栏。
notice-place-missed = { $place }的数据没有取到，当前方案未变；联网后可以再试：{ $message }
notice-not-written = 文件没有生成，当前方案未变。首次导出需要联网加载导出程序，请联网后重试。{ $message }
notice-retry = 再试一次
fault-not-a-link = 链接中的 { $length } 个字符不是完整的方案代码，可能在转发时被截断。
fault-empty = 文件是空的。
fault-not-a-document = 不是社工沙盘的方案文件。
fault-not-a-document-at = 不是社工沙盘的方案文件，或已损坏：第 { $line } 行第 { $column } 列读不下去。
fault-contradiction = 参数互相矛盾（{ $message }）。
fault-policy = { $key }：不合要求（{ $message }。{ $hint }）
fault-policy-at = 第 { $line } 行 { $key }：不合要求（{ $message }。{ $hint }）
fault-newer-format = 格式 { $format } 比本页面认识的格式 { $known } 新，请更新页面。
fault-unknown-scenario = 没有名为 { $key } 的地区。
fault-unknown-lever = levers.{ $lever }：没有这项措施。
fault-unknown-region = regions.{ $code }：没有这个代码的县市。
fault-param = params.{ $key }：没有这个参数，或不能取 { $value }。
fault-not-a-course = levers.{ $key }（{ $lever }）：{ $found } 不是取值，也不是随时间的安排。
fault-out-of-bounds = levers.{ $key }（{ $lever }）：{ $value } 超出范围 { $min } 到 { $max }。
fault-months = levers.{ $key }（{ $lever }）：月份应从早到晚。

page-people = 人员
notice-people-restarted = 推演个体的程序意外停止，已重新启动并重跑这一次：{ $message }
notice-people-gone = 推演个体的程序再次停止，不再有新的结果。方案不受影响，可点“重新推演”再试：{ $message }

page-tests = 检验
page-tests-long = 用历史检验模型
notice-study-restarted = 一个计算程序意外停止，已换新并重算它手上的部分：{ $message }
notice-study-gone = 计算程序在同一处再次停止，这项计算中止。方案不受影响，可点“重新计算”再试：{ $message }

page-chances = 把握
page-chances-long = 有多大把握

page-why = 成因
page-why-long = 为什么会这样

page-seek = 求解
page-seek-long = 怎样才能达到
page-compare = 比较
page-model = 模型
page-data = 数据
page-indicators = 指标
page-coming = 正在取这一页。
notice-page-missed = “{ $page }”这一页没有取到：{ $message }。联网后重试；已有内容不受影响。
replay = 重放
replay-long = 把最后一次调整重放三遍
