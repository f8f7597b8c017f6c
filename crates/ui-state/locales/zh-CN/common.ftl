# 页面文字。*…* 强调，!…! 差额，~…~ 假设。

years-between = 、
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

name-plan = 方案
name-baseline = 基线

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
series-mid-or-equivalent = 中级及以上
series-senior-or-equivalent = 高级
series-professionals-per-community = 每社区社工
series-agencies = 社工机构
series-training-hours-per-year = 当年学时
series-station-coverage = 社工站覆盖
series-school-coverage = 学校覆盖
series-worker-share = 项目社工占比
series-labour-share = 人力成本占比
series-agency-pay-ratio = 机构薪酬比
series-norm-gap = 岗位缺口
series-students = 在校学生
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
counts-mid-or-equivalent = 在岗，含同等能力
counts-senior-or-equivalent = 在岗，含同等能力
counts-professionals-per-community = 社区在岗 ÷ 城镇社区
counts-agencies = 在册机构
counts-training-hours-per-year = 一线从业人员，最近十二个月
counts-station-coverage = 有站乡镇 ÷ 全部乡镇
counts-school-coverage = 在岗校社工 ÷ 公办学校，至多一
counts-worker-share = 购买项目的执行人员
counts-labour-share = 购买服务经费
counts-agency-pay-ratio = 机构薪酬 ÷ 当地平均工资
counts-norm-gap = 按标准应配 − 在岗
counts-students = 社会工作各层次

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

lever-details = { $lever }：详情

status-fact = 事实
status-assumption = 假设
status-fitted = 拟合
status-derived = 推算

certificate-none = 无证

name-difference = 差额
