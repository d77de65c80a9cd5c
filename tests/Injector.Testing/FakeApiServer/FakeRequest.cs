using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Injector.Testing.FakeApiServer;

/// <summary>A request that waits for the test to say what becomes of it. Every action is done when its task completes.</summary>
public sealed class FakeRequest
{
    private readonly Channel<(Func<Task> Action, TaskCompletionSource Done)> _actions = Channel.CreateUnbounded<(Func<Task>, TaskCompletionSource)>();
    private readonly HttpContext _context;

    internal FakeRequest(HttpContext context, string body)
    {
        _context = context;
        Body = body;
        Method = context.Request.Method;
        Path = context.Request.Path.Value!;
        Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        Headers = context.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        ClientCertificate = context.Connection.ClientCertificate?.Subject;
    }

    public string Method { get; }

    public string Path { get; }

    public IReadOnlyDictionary<string, string> Query { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public string Body { get; }

    /// <summary>Subject of the certificate that the client showed.</summary>
    public string? ClientCertificate { get; }

    public bool IsWatch => Query.ContainsKey("watch");

    /// <summary>Answers, whole.</summary>
    public Task AnswerAsync(string body, int status = 200, params (string Name, string Value)[] headers) => LastAsync(() =>
    {
        _context.Response.StatusCode = status;
        _context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
        {
            _context.Response.Headers[name] = value;
        }

        return _context.Response.WriteAsync(body);
    });

    /// <summary>Answers with a Status object.</summary>
    public Task RefuseAsync(int status, string reason, string message = "no") =>
        AnswerAsync($$"""{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{JsonEncodedText.Encode(message)}}","reason":"{{reason}}","code":{{status}}}""", status);

    /// <summary>Sends part of the body, and the headers before it if that is the first.</summary>
    public Task SendAsync(string text) => DoAsync(async () =>
    {
        await _context.Response.WriteAsync(text);
        await _context.Response.Body.FlushAsync();
    });

    /// <summary>Sends events of a watch, one a line.</summary>
    public Task SendEventsAsync(params string[] events) => SendAsync(string.Concat(events.Select(one => one + "\n")));

    /// <summary>Sends the headers alone: the watch is open.</summary>
    public Task OpenAsync() => DoAsync(() => _context.Response.Body.FlushAsync());

    /// <summary>Ends the answer as a server does that has served its time.</summary>
    public Task EndAsync() => LastAsync(() => Task.CompletedTask);

    /// <summary>Breaks the connection off.</summary>
    public Task BreakAsync() => LastAsync(() =>
    {
        _context.Abort();
        return Task.CompletedTask;
    });

    internal async Task PlayAsync(CancellationToken cancellationToken)
    {
        await foreach (var (action, done) in _actions.Reader.ReadAllAsync(cancellationToken))
        {
            try
            {
                await action();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
                return;
            }
        }
    }

    private Task LastAsync(Func<Task> action)
    {
        var done = DoAsync(action);
        _actions.Writer.TryComplete();
        return done;
    }

    private Task DoAsync(Func<Task> action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _actions.Writer.TryWrite((action, done));
        return done.Task.WaitAsync(FakeServer.Limit);
    }
}
