namespace Shouwen.App.Features.Errors;

/// <summary>What a person reads when a page cannot be shown.</summary>
public sealed record ErrorWords(string Title, string Sentence, string Advice, string Icon)
{
    public static ErrorWords Of(int status) => status switch
    {
        400 => new("没有提交", "页面停留太久，或者请求不完整", "请返回上一页，刷新后再提交。", "refresh"),
        403 => new("没有权限", "您现在的岗位不能看这一页", "如果您有别的岗位，可在右上角切换。", "lock"),
        404 => new("没有这个页面", "地址不对，或者没有您可以查看的内容", "可用上方搜索框按投诉编号、姓名或手机号查找。", "search"),
        413 => new("内容太大", "上传的内容太大，没有保存", "请返回上一页，把文件压缩或分成几份再上传。", "alert-triangle"),
        429 => new("请求太多", "一分钟内的请求太多了", "请稍等片刻再试。", "clock-exclamation"),
        503 => new("暂时办不了", "数据库暂时连不上，刚才的提交是否已经办成还不能确定", "请稍候返回上一页再提交一次：同一张表单不会办两次。", "clock-exclamation"),
        507 => new("没有保存", "服务器的磁盘已满，刚才的内容没有保存；需要留痕的查看也暂停，其余照常", "请告诉系统管理员，稍后返回上一页再提交。", "alert-triangle"),
        _ => new("出错了", "系统没能完成这个请求", "没有保存任何半截的内容，请稍后再试；一再出现时请告诉系统管理员。", "alert-triangle"),
    };
}
