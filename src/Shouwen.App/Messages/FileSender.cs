using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shouwen.App.Web;
using Shouwen.Storage.Outbox;
using Shouwen.Storage.Rows;

namespace Shouwen.App.Messages;

/// <summary>
/// Writes each message as a file of JSON into a folder, from which a gateway's own program takes it: <c>id</c>, <c>to</c>, <c>name</c>, <c>text</c>, <c>at</c> (UTC). Its name is
/// made from the id, so a repetition overwrites what has not been taken. A file that has its name is whole.
/// </summary>
internal sealed class FileSender(OutboxKind kind, string folder) : IMessageSender
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // read by programs, never by browsers

    public OutboxKind Kind => kind;

    public async Task SendAsync(Message message, CancellationToken cancellation)
    {
        var name = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.Id)))[..32]);
        var half = $"{name}.{Guid.NewGuid():N}.part";
        await using (var file = new FileStream(half, FileMode.CreateNew, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(file, message, Json, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(half, name + ".json", overwrite: true);
    }
}

internal static class Messages
{
    public static void AddMessages(this IServiceCollection services, ShouwenOptions options)
    {
        foreach (var (kind, folder) in new[] { (OutboxKind.Sms, options.SmsFolder), (OutboxKind.Mail, options.MailFolder) })
        {
            if (folder is not null)
            {
                services.AddSingleton<IMessageSender>(new FileSender(kind, folder));
            }
        }
    }
}
