using Shouwen.App;

RuntimeCheck.ThrowIfTooOld(Environment.Version);

var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = published ? AppContext.BaseDirectory : null,
});
var app = builder.Build();
app.MapStaticAssets();
app.MapGet("/", () => Results.Text("<!doctype html><html lang=zh-CN><meta charset=utf-8><title>首问</title><h1>首问 Shouwen</h1>", "text/html"));
app.Run();
