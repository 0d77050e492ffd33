using Shouwen.Domain.Actions;
using Shouwen.Domain.Journal;

namespace Shouwen.Storage.Attachments;

/// <summary>A file that has arrived, encrypted and on the disk, and waits for the action that attaches it. Not attached, it is deleted when disposed of.</summary>
public sealed class StagedFile : IAsyncDisposable
{
    private readonly AttachmentFolder folder;
    private readonly string arrived;
    private readonly Guid stream;
    private readonly Attachment? attachment;
    private string? problem;
    private bool isKept;

    internal StagedFile(AttachmentFolder folder, string arrived, Guid stream, string name, Attachment? attachment, string? problem)
    {
        (this.folder, this.arrived, this.stream, this.attachment, this.problem) = (folder, arrived, stream, attachment, problem);
        Name = name;
    }

    /// <summary>Cleaned.</summary>
    public string Name { get; }

    /// <summary>More than one file came.</summary>
    public void RefuseSeveral() => problem = FileCheck.Several;

    /// <summary>Tells one content from another.</summary>
    internal string Digest => attachment?.Sha256 ?? "";

    /// <summary>Why it may not be attached, beside the field that took it.</summary>
    internal IEnumerable<FieldError> Errors(ActionType action) => problem is null ? [] : [FileCheck.Error(action.FileField?.Name ?? "", problem)];

    /// <summary>The fields of the entry, with what is known about the file.</summary>
    internal Fields AddTo(Fields fields) => attachment is null ? fields : attachment.AddTo(fields);

    /// <summary>Puts it in its place, durably; to be called before the transaction that records it. From then on only the journal decides whether it stays.</summary>
    internal void Keep()
    {
        if (!isKept && attachment is not null)
        {
            folder.Keep(arrived, stream, attachment.Stored);
            isKept = true;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!isKept)
        {
            File.Delete(arrived);
        }

        return ValueTask.CompletedTask;
    }
}
