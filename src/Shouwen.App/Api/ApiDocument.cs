using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Shouwen.Domain.Actions;
using Shouwen.Storage;

namespace Shouwen.App.Api;

/// <summary>The OpenAPI document. Bodies of actions are described from their declarations, so that document and parser cannot differ.</summary>
internal static class ApiDocument
{
    private const string Key = "apiKey";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) => Describe(operation, context));
    });

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new() { Title = "首问 Shouwen", Version = "v1", Description = "投诉登记、办理、时限与制度。See docs/api/README.md." };
        document.Servers = [];
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var document = context.Document ?? throw new InvalidOperationException("An operation is described for no document.");
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        Secure(operation, document, metadata);
        if (metadata.OfType<ActionType>().FirstOrDefault() is { } action)
        {
            var isNew = !context.Description.RelativePath!.Contains("{number}", StringComparison.Ordinal); // a mapped route has a path
            operation.Parameters ??= [];
            operation.Parameters.Add(Header("Idempotency-Key", "每个新请求一个，重发时不变"));
            if (!isNew)
            {
                operation.Parameters.Add(Header("If-Match", "读取时的 ETag，如 \"3\""));
            }

            operation.RequestBody = new OpenApiRequestBody
            {
                Required = action.Fields.Any(field => field.IsRequired),
                Content = new Dictionary<string, OpenApiMediaType> { [action.FileField is null ? "application/json" : "multipart/form-data"] = new() { Schema = new ActionSchemas(context.ApplicationServices.GetRequiredService<House>().Institution.Words).Of(action, document) } },
            };
            DescribeRefusals(operation, isNew);
        }
        else
        {
            DescribeRefusals(operation, context.Description.RelativePath!.Contains('{', StringComparison.Ordinal), metadata.OfType<QueryParameters>().Any()); // a mapped route has a path
        }

        foreach (var name in metadata.OfType<QueryParameters>().SelectMany(query => query.Names))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        return Task.CompletedTask;
    }

    private static void DescribeRefusals(OpenApiOperation operation, bool isNew)
    {
        (string Status, string Says)[] refusals =
        [
            ("400", "不是 JSON，或缺 Idempotency-Key"), ("403", "岗位没有这个权限"), ("409", "制度或办理阶段不允许：clauses 列出条款"), ("413", "请求内容太大"), ("415", "请求内容的类型不对"),
            ("422", "字段缺少或不对：errors 指明位置"),
            .. isNew ? [] : new[] { ("404", "没有这一件，或不在可见范围"), ("412", "您查看之后已有变化：changes 列出"), ("428", "缺 If-Match") },
        ];
        Add(operation, refusals);
    }

    private static void DescribeRefusals(OpenApiOperation operation, bool isAboutOne, bool hasQuery) =>
        Add(operation, [("403", "密钥没有这个权限"), .. isAboutOne ? new[] { ("404", "没有这一件，或不在可见范围") } : [], .. hasQuery ? new[] { ("400", "查询参数不对") } : []]);

    private static void Add(OpenApiOperation operation, IEnumerable<(string Status, string Says)> refusals)
    {
        operation.Responses ??= [];
        foreach (var (status, says) in refusals)
        {
            operation.Responses[status] = new OpenApiResponse { Description = says, Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() } };
        }
    }

    private static void Secure(OpenApiOperation operation, OpenApiDocument document, IList<object> metadata)
    {
        document.AddComponent<IOpenApiSecurityScheme>(Key, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Authorization: Bearer swk_…" });
        var scopes = metadata.OfType<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = scopes }];
    }

    private static OpenApiParameter Header(string name, string says) =>
        new() { Name = name, In = ParameterLocation.Header, Required = true, Description = says, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
