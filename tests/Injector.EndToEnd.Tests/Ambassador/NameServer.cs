using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Injector.EndToEnd.Tests.Ambassador;

/// <summary>A name server on loopback that says what the test tells it, or nothing.</summary>
internal sealed class NameServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const int TypeA = 1;
    private const int TypeCname = 5;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _answering;

    public NameServer() => _answering = AnswerAsync();

    public int Port => ((IPEndPoint)_socket.Client.LocalEndPoint!).Port;

    /// <summary>Addresses of IPv4 by name, or another name; an empty text is a name without addresses. Names that are not there do not exist.</summary>
    public ConcurrentDictionary<string, string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>What every question is answered with: 2 for a server's failure, 3 for no such name, 5 for a refusal; -1 for silence, 0 for the truth.</summary>
    public int Failure { get; set; }

    /// <summary>The names that were asked for, in order.</summary>
    public ConcurrentQueue<string> Requested { get; } = new();

    /// <summary>Waits until so many more questions have come.</summary>
    public Task UntilQueriedAsync(int count)
    {
        var before = Requested.Count;
        return Answers.UntilAsync(() => Task.FromResult(Requested.Count >= before + count));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _answering;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync(_stop.Token);
                if (Answer(question.Buffer) is { } answer)
                {
                    await _socket.SendAsync(answer, question.RemoteEndPoint, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private byte[]? Answer(byte[] question)
    {
        var end = HeaderLength;
        var labels = new List<string>();
        while (question[end] > 0)
        {
            labels.Add(Encoding.ASCII.GetString(question, end + 1, question[end]));
            end += question[end] + 1;
        }

        var name = string.Join('.', labels).ToLowerInvariant();
        var type = BinaryPrimitives.ReadUInt16BigEndian(question.AsSpan(end + 1));
        Requested.Enqueue(name);
        if (Failure < 0)
        {
            return null;
        }

        var (records, code) = (new List<byte[]>(), Failure);
        while (code == 0)
        {
            if (!Names.TryGetValue(name, out var value))
            {
                code = 3;
            }
            else if (IPAddress.TryParse(value, out var address))
            {
                if (type == TypeA)
                {
                    records.Add([.. Encode(name), 0, TypeA, 0, 1, 0, 0, 0, 5, 0, 4, .. address.GetAddressBytes()]);
                }

                break;
            }
            else if (value.Length > 0)
            {
                var target = Encode(value);
                records.Add([.. Encode(name), 0, TypeCname, 0, 1, 0, 0, 0, 5, 0, (byte)target.Length, .. target]);
                name = value;
            }
            else
            {
                break;
            }
        }

        return [question[0], question[1], 0x85, (byte)(0x80 | code), 0, 1, 0, (byte)records.Count, 0, 0, 0, 0, .. question.AsSpan(HeaderLength, end + 5 - HeaderLength), .. records.SelectMany(record => record)];
    }

    private static byte[] Encode(string name) =>
        [.. name.Split('.').SelectMany(label => new[] { (byte)label.Length }.Concat(Encoding.ASCII.GetBytes(label))), 0];
}
