using Shouwen.Domain.Complaints;
using Shouwen.Domain.Journal;
using Shouwen.Storage;

namespace Shouwen.App.Features.Complaints;

/// <summary>What became of a form, as the page shows it: done, or what to say and with which status.</summary>
public sealed record ActAnswer(int Status)
{
    public Done? Done { get; init; }

    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>What others recorded since the form was opened.</summary>
    public IReadOnlyList<Entry> Since { get; init; } = [];

    public string? Note { get; init; }

    public bool NeedsNewKey { get; init; }

    public static ActAnswer Of(HandleResult result) => result switch
    {
        Done done => new(StatusCodes.Status303SeeOther) { Done = done },
        Refused refused => new(StatusCodes.Status422UnprocessableEntity) { Refusals = refused.Refusals },
        Conflicted conflict => new(StatusCodes.Status409Conflict) { Since = conflict.Since, Note = "您填写期间，别人在本案又有记录。请看过下面的变化，再决定是否提交。" },
        KeyReused => new(StatusCodes.Status409Conflict) { Note = "这份表单已经提交过一次，内容与这次不同。请核对案卷后再提交。", NeedsNewKey = true },
        InFlight => new(StatusCodes.Status409Conflict) { Note = "上一次提交还在处理，请稍候刷新案卷查看。" },
        _ => new(StatusCodes.Status404NotFound) { Note = "没有这一件，或者您已无权查看。" },
    };
}
