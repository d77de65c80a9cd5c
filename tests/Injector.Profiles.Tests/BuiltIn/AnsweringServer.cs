using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Injector.Profiles.Tests.BuiltIn;

/// <summary>
/// An HTTP server on loopback that gives every connection the same answer: a client whose first attempt came to nothing on a busy machine asks again, and finds it.
/// </summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _answer;
    private readonly Task _serving;

    /// <param name="answer">Status line, headers and body; <c>{port}</c> in it stands for this server's port.</param>
    public AnsweringServer(string answer)
    {
        _listener.Start();
        _answer = Encoding.ASCII.GetBytes(answer.Replace("{port}", $"{Port}", StringComparison.Ordinal));
        _serving = ServeAsync();
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The head of the first request that came whole.</summary>
    public Task<string> FirstRequest => _firstRequest.Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var head = new StringBuilder();
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                head.Append(line).Append("\r\n");
                if (line.Length == 0)
                {
                    await stream.WriteAsync(_answer, _stop.Token);
                    _firstRequest.TrySetResult(head.ToString());
                    return;
                }
            }
        }
        catch (IOException)
        {
            // The client went away; it may come again.
        }
    }
}
