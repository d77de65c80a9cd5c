using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Injector.EndToEnd.Tests.Programs;

/// <summary>A connection to a cache. Redis speaks RESP2 on it, memcached its text protocol; both in lines, and in blocks of a stated length.</summary>
internal sealed class CacheConnection : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly BufferedStream _stream;

    public CacheConnection(int port)
    {
        _client.Connect("127.0.0.1", port);
        _client.ReceiveTimeout = 30_000;
        _stream = new BufferedStream(_client.GetStream(), 1 << 16);
    }

    /// <summary>Sends a command to Redis and reads the answer: a text, several joined by spaces, or null.</summary>
    public string? Request(params string[] command)
    {
        Send(Encoding.ASCII.GetBytes($"*{command.Length}\r\n{string.Concat(command.Select(word => $"${word.Length}\r\n{word}\r\n"))}"));
        return Answer();
    }

    /// <summary>Sends lines to memcached and reads lines of the answer up to one of those that end it.</summary>
    public string Say(string lines)
    {
        Send(Encoding.ASCII.GetBytes(lines.ReplaceLineEndings("\r\n") + "\r\n"));
        var answer = new List<string>();
        do
        {
            answer.Add(Line());
        }
        while (answer[^1] is not ("END" or "STORED") && !answer[^1].Contains("ERROR", StringComparison.Ordinal));

        return string.Join('\n', answer);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private string? Answer()
    {
        var line = Line();
        return line[0] switch
        {
            '$' when line == "$-1" => null,
            '$' => Block(Number(line)),
            '*' => string.Join(' ', Enumerable.Range(0, Number(line)).Select(_ => Answer())),
            '-' => throw new InvalidOperationException(line),
            _ => line[1..],
        };
    }

    private static int Number(string line) => int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);

    private void Send(byte[] bytes)
    {
        _stream.Write(bytes);
        _stream.Flush();
    }

    private string Block(int length)
    {
        var block = new byte[length];
        _stream.ReadExactly(block);
        Line().ShouldBeEmpty();
        return Encoding.ASCII.GetString(block);
    }

    private string Line()
    {
        var line = new StringBuilder();
        for (var next = _stream.ReadByte(); next != '\n'; next = _stream.ReadByte())
        {
            line.Append(next >= 0 ? (char)next : throw new EndOfStreamException(line.ToString()));
        }

        return line.ToString().TrimEnd('\r');
    }
}
