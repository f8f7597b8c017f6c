# 页面文字。*…* 强调，!…! 差额，~…~ 假设。

page-indicators = 指标
