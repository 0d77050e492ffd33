using System.Text;
using Shouwen.App.Features.Errors;

namespace Shouwen.App.Web;

/// <summary>A page that costs nothing and needs nothing: no component, no menu, no database.</summary>
internal static class PlainPage
{
    public static Task ShowAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(Of(ErrorWords.Of(response.StatusCode)), Encoding.UTF8, cancellationToken);
    }

    private static string Of(ErrorWords words) => $"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{words.Title} · 首问</title>
        <link rel="stylesheet" href="/lib/tabler/tabler.min.css"><link rel="stylesheet" href="/css/shouwen.css"></head>
        <body><main class="container py-4"><h1>{words.Title}</h1><p>{words.Sentence}。{words.Advice}</p></main></body></html>
        """;
}
