# 页面文字。*…* 强调，!…! 差额，~…~ 假设。
app-title-page = 规划 · { $place } { $from }–{ $to } · 社工沙盘
pages = 页面
page-plan = 规划
to-results = 跳到措施

bar-place = { $place } { $from }–{ $to }
bar-document = 文件方案
bar-changed = 调整方案
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
switch-language = English
switch-language-label = Switch to English
theme-dark = 深色
theme-light = 浅色

loading = 正在建立模型并推演第一遍，约需一秒。
computing = 推演中
close = 关闭
dismiss = 知道了
notices = 提示

verdict-some-met = { $year } 年末{ $total }项目标达成*{ $met }项*：{ $shortfalls }。
verdict-all-met = { $year } 年末{ $total }项目标*全部达成*。
verdict-shortfall = { $name }差 !{ $amount }!
verdict-between = ，
verdict-demonstration = 起点为假设，仅作演示
number-word = { $n ->
    [0] 零
    [1] 一
    [2] 两
    [3] 三
    [4] 四
    [5] 五
    [6] 六
    [7] 七
    [8] 八
    [9] 九
    [10] 十
   *[other] { $n }
  }
money-new = 新增财政支出 { $from }–{ $to } 年 { $amount }
money-staff = 全口径人员成本 { $year } 年 { $amount }

outcomes = 结果
figure = 图 { $n }
table = 表 { $n }
chart-choose = 图 { $n } 显示的指标
chart-show-table = 数据表
chart-table-title = { $name }，各年末
column-year = 年末
column-plan = 方案
column-baseline = 基线
column-difference = 相差
name-plan = 方案
name-baseline = 基线
chart-goal = 目标 { $value }
chart-above = 超 { $amount }
chart-short = 差 { $amount }
chart-start-assumed = 起点假设
chart-says-nothing = { $name }：尚无结果。
chart-says = { $name }从 { $start-year } 年末的 { $start }{ $assumed }到 { $year } 年末的 { $value }，基线为 { $baseline }
chart-says-assumed = （假设）
chart-says-above = ，比目标多 { $amount }
chart-says-short = ，比目标少 { $amount }
chart-says-end = 。
reached = { $month }达到 { $goal }
reached-before = 起点已达 { $goal }
reached-not = { $year } 年前未达 { $goal }
swipe-next = 图 2 ›
swipe-back = ‹ 图 1
note-lines = 蓝线：默认参数的一次推演，非中位数；灰线：基线；刻度为年末。
note-seed = 随机种子 { $seed }。
note-cut = 图 { $figure } 纵轴从 { $from } 起。
note-assumed = ◆ 起点存量为假设 { $value } 人（可能 { $low }–{ $high }），结论仅作演示。

series-professionals = 专业人才
series-certified-practising = 持证在岗
series-per-registered = 占户籍人口
series-training-hours = 人均累计学时
series-institution-post-share = 事业单位社工岗占比
series-venue-coverage = 场所覆盖
series-practitioners = 从业人员
series-front-line = 一线未计入人员
series-certified-people = 持证人数
series-issued = 累计发证
series-vacancies = 空岗
series-entrants = 社会招聘求职者
series-conversions = 转换
series-need-coverage = 需求满足率
counts-professionals = 在岗，含转换
counts-certified-practising = 其中有证
counts-per-registered = 专业人才 ÷ 户籍人口
counts-training-hours = 一线从业人员，自起点累计
counts-institution-post-share = 社工类事业单位
counts-venue-coverage = 场所数 ÷ 县乡单位
counts-practitioners = 在岗与一线人员
counts-front-line = 尚未计入专业人才
counts-certified-people = 在世持证，不论在岗
counts-issued = 官方口径，一人两证计二
counts-vacancies = 有岗无人
counts-entrants = 最近十二个月
counts-conversions = 最近十二个月，重新归类
counts-need-coverage = 已服务 ÷ 需求工时

goals-title = 目标 · { $year } 年末
goals-tick-goal = 目标
goals-tick-baseline = 基线
goals-column-name = 指标与口径
goals-column-value = 达到
goals-column-margin = 差额
goal-met = 达成
goal-not-met = 未达成
goal-bar = 目标 { $goal }，基线 { $baseline }
goal-by-definition = 由“{ $lever }”直接决定
goal-by-definition-tag = 按定义
goal-counts-certified = 在岗有证；累计发证 { $issued }
goal-counts-registered = 专业人才 ÷ 户籍 { $people }
goal-counts-venues = 县、乡两级 { $units } 个单位
month-of-year = { $year } 年 { $month }
month-1 = 1 月
month-2 = 2 月
month-3 = 3 月
month-4 = 4 月
month-5 = 5 月
month-6 = 6 月
month-7 = 7 月
month-8 = 8 月
month-9 = 9 月
month-10 = 10 月
month-11 = 11 月
month-12 = 12 月

levers-title = 措施
levers-moved = { $total } 项中动了 { $moved } 项
levers-column-lever = 措施
levers-column-slider = 调节
levers-column-value = 取值
levers-column-cost = 万元/年
levers-column-last = 上次
levers-column-last-long = 上次调整使图 1“{ $name }”在 { $year } 年末变化多少（{ $unit }）
levers-column-cost-long = 单独撤回该项措施每年可省；互有重叠，不可相加
levers-column-details = 详情
levers-more = 更多 { $n } 项
levers-fewer = 收起
lever-cost-unit = 万元/年
lever-details = { $lever }：详情
themes = 措施分组
key-fact = 事实
key-assume = 假设
key-lever = 措施
key-derived = 推算

details-exact = 精确取值
details-bounds = { $min } 到 { $max }
details-set = 设定
details-reset = 恢复为文件方案
details-clear = 恢复为基线
details-help = 作用
details-course = 当前方案
details-baseline = 基线
details-clause = 依据
details-source = 基线来源
details-authority = 决定权
details-no-clause = 文件未提及
details-status = { $status }：{ $source }
entry-nothing = 还没有填数；请填 { $min } 到 { $max }。原值 { $kept } 未变。
entry-not-a-number = “{ $typed }”不是数字；请填 { $min } 到 { $max }。原值 { $kept } 未变。
entry-out-of-bounds = “{ $typed }”超出范围；请填 { $min } 到 { $max }。原值 { $kept } 未变。
course-constant = 始终 { $value }
course-step = { $month }起 { $value }
course-between = ；
course-ramp = { $first } → { $last }，{ $from }至 { $to }
status-fact = 事实
status-assumption = 假设
status-fitted = 拟合
status-derived = 推算

places-title = { $word } · { $year } 年末
places-map = 示意图
places-table = 表
places-view = 显示方式
places-scale = 每千常住人口
places-gain-lose = { $gain } 个增，{ $lose } 个减
places-against = 与基线相比
places-column-name = 名称
places-column-professionals = 人才
places-column-change = 比基线
places-column-certified = 持证
places-column-per-thousand = 每千人
places-column-norm-gap = 缺口
places-column-need = 满足率
places-surplus = 余 { $n }
places-sort = 按此列排序

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
notice-broken = 这次推演中断，图表停在上一次结果：{ $message }
notice-worker-restarted = 推演程序意外停止，已重新启动：{ $message }
notice-worker-gone = 推演程序再次停止，图表不再更新；方案仍可保存，请刷新页面：{ $message }
notice-link-copied = 链接已复制。
notice-link-in-address = 浏览器不允许复制；链接已放在地址栏。
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
