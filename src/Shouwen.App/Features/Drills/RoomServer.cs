using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Shouwen.App.Features.Drills;

/// <summary>A server that listens nowhere: it answers requests that another server in this process has received and hands over.</summary>
internal sealed class RoomServer : IServer
{
    // What the connection gives. Everything else of a request (who asks, route, services, form) each server finds out for itself.
    private static readonly Action<IFeatureCollection, IFeatureCollection>[] Handed =
    [
        Hand<IHttpRequestFeature>, Hand<IHttpResponseFeature>, Hand<IHttpResponseBodyFeature>, Hand<IHttpConnectionFeature>, Hand<ITlsConnectionFeature>, Hand<IHttpRequestIdentifierFeature>, Hand<IHttpRequestLifetimeFeature>,
        Hand<IHttpRequestBodyDetectionFeature>, Hand<IHttpMaxRequestBodySizeFeature>, Hand<IHttpBodyControlFeature>, Hand<IHttpResponseTrailersFeature>, Hand<IHttpResetFeature>, Hand<IRequestBodyPipeFeature>, Hand<DrillVisitor>,
    ];

    private Func<IFeatureCollection, Task>? answer;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        answer = features => AnswerAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        answer = null;
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    /// <summary>Answers a request in place of the server that received it. Nothing that flows with that one's call, such as its request, is seen here.</summary>
    public Task AnswerAsync(HttpContext received)
    {
        var features = new FeatureCollection();
        foreach (var hand in Handed)
        {
            hand(received.Features, features);
        }

        var to = answer ?? throw new InvalidOperationException("The room has closed.");
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => to(features));
        }
    }

    private static async Task AnswerAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
        where TContext : notnull
    {
        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            await application.ProcessRequestAsync(context);
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().StartAsync(); // headers are set while the request is still there
        }
        catch (Exception caught) // any: it is the other server's to answer
        {
            failure = caught;
            throw;
        }
        finally
        {
            application.DisposeContext(context, failure);
        }
    }

    private static void Hand<TFeature>(IFeatureCollection from, IFeatureCollection to)
    {
        if (from.Get<TFeature>() is { } feature)
        {
            to.Set(feature);
        }
    }
}
