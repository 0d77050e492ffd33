using Shouwen.App.Import;
using Shouwen.App.Web;
using Shouwen.Storage.Attachments;
using Shouwen.Storage.Imports;

namespace Shouwen.App.Features.Imports;

/// <summary>A page that takes a ledger with its form: encrypted on its way to the disk.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LedgerUploadAttribute : Attribute, IStreamedUpload
{
    // The file, and the fields around it.
    public long Most => LedgerJobs.Most + (1 << 20);

    public FileReceiver Receiver(IServiceProvider services) => new LedgerReceiver(services.GetRequiredService<ImportFolder>());
}

/// <summary>A ledger that has arrived.</summary>
/// <param name="Name">Cleaned.</param>
internal sealed record SentLedger(Guid Id, string Name, long Size, string Sha256);

/// <summary>Takes the first file of a form in; deletes it again where no page keeps it.</summary>
internal sealed class LedgerReceiver(ImportFolder folder) : FileReceiver
{
    private bool isKept;

    public SentLedger? File { get; private set; }

    /// <summary>It was empty or too large.</summary>
    public bool IsRefused { get; private set; }

    public SentLedger Keep()
    {
        isKept = true;
        return File ?? throw new InvalidOperationException("No file came.");
    }

    public override async Task TakeAsync(string name, Stream body, CancellationToken cancellationToken)
    {
        if (File is not null)
        {
            return;
        }

        File = await folder.TakeInAsync(body, LedgerJobs.Most, cancellationToken) is var (id, size, hash) ? new(id, FileName.Clean(name), size, hash) : null;
        IsRefused = File is null;
    }

    public override ValueTask DisposeAsync()
    {
        if (!isKept && File is { } file)
        {
            folder.Forget(file.Id);
        }

        return ValueTask.CompletedTask;
    }
}
