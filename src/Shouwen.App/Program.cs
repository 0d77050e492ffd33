using Shouwen.App;

RuntimeCheck.ThrowIfTooOld(Environment.Version);

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapStaticAssets();
app.MapGet("/", () => Results.Text("<!doctype html><html lang=zh-CN><meta charset=utf-8><title>首问</title><h1>首问 Shouwen</h1>", "text/html"));
app.MapGet("/health", () => Results.Ok());
app.Run();
