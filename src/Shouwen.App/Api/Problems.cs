using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Shouwen.App.Web;
using Shouwen.Domain.Actions;

namespace Shouwen.App.Api;

/// <summary>Problem details (RFC 9457). <c>code</c> is stable and for programs; <c>detail</c> is a Chinese sentence for the person at the other end.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string code, string title, string detail, params (string Name, object? Value)[] more)
    {
        var problem = new ProblemDetails { Status = status, Type = $"urn:shouwen:problem:{code}", Title = title, Detail = detail, Extensions = { ["code"] = code } };
        foreach (var (name, value) in more)
        {
            problem.Extensions[name] = value;
        }

        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult NotFound(AggregateKind kind, string number) => Of(404, "not-found", "Not found", $"没有编号为 {number} 的{kind.Label()}");

    public static ProblemHttpResult NotJson(string why) => Of(400, "not-json", "The body is not a JSON object", $"请求内容应为 JSON 对象：{why}");

    public static ProblemHttpResult NotJsonType() => Of(415, "unsupported-media-type", "Unsupported media type", "请求内容的类型应为 application/json");

    public static ProblemHttpResult NotFormType() => Of(415, "unsupported-media-type", "Unsupported media type", "请求内容的类型应为 multipart/form-data：文件是其中的一部分");

    public static ProblemHttpResult NotForm(int status) => status == StatusCodes.Status413PayloadTooLarge ? Of(status, "too-large", "Payload too large", "请求内容太大") : Of(status, "not-a-form", "The body is not a form", "请求内容应为完整的 multipart/form-data");

    public static ProblemHttpResult Damaged() => Of(500, "attachment-damaged", "The file is missing or not as it was stored", "附件缺失或者与保存时不一致，请告诉系统管理员");

    /// <summary>The storage keeps the request from being done; see <see cref="StorageFailure"/>.</summary>
    public static ProblemHttpResult Of(StorageFailure failure) => failure == StorageFailure.Full
        ? Of(StatusCodes.Status507InsufficientStorage, "disk-full", "The disk is full", "服务器的磁盘已满，没有保存；需要留痕的读取也暂停，其余照常。请告诉系统管理员，稍后再发")
        : Of(StatusCodes.Status503ServiceUnavailable, "database-away", "The database does not answer", "数据库暂时连不上，这次是否已经办成还不能确定。请稍后用同一个 Idempotency-Key 再发，不会办两次");

    public static ProblemHttpResult KeyMissing() => Of(400, "idempotency-key-missing", "Idempotency-Key missing", "请在请求头写明 Idempotency-Key：每个新请求一个，重发时不变，最长 64 个字符");

    public static ProblemHttpResult KeyReused() => Of(422, "idempotency-key-reused", "Idempotency-Key reused", "这个 Idempotency-Key 已用于另一个请求，请换一个");

    public static ProblemHttpResult InFlight() => Of(409, "in-flight", "A request with this Idempotency-Key is being done", "同一请求正在办理，请稍后再查");

    public static ProblemHttpResult VersionMissing() => Of(428, "version-missing", "If-Match missing", "请先读取，并在请求头 If-Match 写明所见版本（读取时的 ETag）");

    public static ProblemHttpResult VersionMalformed(string given) => Of(400, "version-malformed", "If-Match malformed", $"If-Match 应为读取时的 ETag，如 \"3\"，不能是 {given}");
}
