# 页面文字。*…* 强调，!…! 差额，~…~ 假设。


model-coming = 正在取模型说明…
model-gone = 模型说明没有取到。
model-parts = 看哪一部分
model-params = 参数
model-census = { $all } 个参数：*{ $fact }* 个有据可查，*{ $derived }* 个推算，*{ $fitted }* 个拟合，~{ $assumption } 个是假设~。
params-shown = { $n } / { $of }
params-seek = 查找
params-status = 状态
params-sector = 部分
params-all = 全部
params-none = 没有符合条件的参数。
params-name = 参数
params-value = 取值
params-range-head = 合理范围
params-range = { $low } 至 { $high }，{ $shape }
params-no-range = 无范围，不作假设调整
params-source = 状态与来源
params-of-place = 本地场景给出的数值
params-set = { $name }：取值
params-own = 本地取值 { $value }
param-nothing = 请输入一个数；取值未改。
param-not-a-number = “{ $typed }”不是数字；取值未改。
param-not-whole = “{ $typed }”不是整数；取值未改。
param-out-of-range = “{ $typed }”超出范围：应在 { $low } 至 { $high } 之间；取值未改。
param-either = “{ $typed }”不可取：只能是 { $low } 或 { $high }；取值未改。
param-contradicts = 与其他参数相矛盾（{ $message }）；取值未改。
assumed-label = 改动的假设
assumed-title = { $n ->
    [0] 没有改动假设
   *[other] 与本地假设不同：{ $n } 项
}
assumed-none = 在表中直接改写取值，即可看到假设改变后目标怎样变。假设与措施分开记录，可撤销，也随文件和链接保存。
assumed-here = 本地
assumed-yours = 改后
assumed-reset = 恢复
assumed-reset-one = 恢复：{ $name }
assumed-reset-all = 全部恢复
assumed-effects = { $year } 年末，同一方案
assumed-figure = 目标所看指标
assumed-note = 改动假设后起点重新求解，仍与起点已知人数相符；差异来自假设，不是措施的作用。
