using System.Text;

namespace Injector.Output;

/// <summary>Everything that commands read from, write to and wait by, so that tests run them in process.</summary>
internal sealed class CommandConsole
{
    /// <summary>Longest text in a line of a table, in characters: no value that others wrote may fill a screen.</summary>
    public const int MaxLine = 601;

    /// <summary>The standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>The standard output as bytes, for manifests and what else machines read; only results go there.</summary>
    public required Stream Output { get; init; }

    /// <summary>The standard output as text for people; flushed after every write, so that it mixes with <see cref="Output"/>.</summary>
    public required DisplayWriter Out { get; init; }

    /// <summary>The standard error, for people.</summary>
    public required DisplayWriter Error { get; init; }

    /// <summary>Whether somebody waits at a terminal who wants to see what is being done.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Width for tables in characters; unlimited unless a terminal reads.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>The clock by which commands wait.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The console of this process. Colours are off when <c>NO_COLOR</c> is set (no-color.org) or the terminal is dumb.</summary>
    public static CommandConsole OfProcess()
    {
        var output = StandardStreams.Output();
        var wantsColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new CommandConsole
        {
            Input = StandardStreams.Input(),
            Output = output,
            Out = Writer(output, wantsColour && !Console.IsOutputRedirected),
            Error = Writer(StandardStreams.Error(), wantsColour && !Console.IsErrorRedirected),
            ShowsProgress = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = Console.IsOutputRedirected ? int.MaxValue : TerminalWidth(),
        };
    }

    private static DisplayWriter Writer(Stream stream, bool colours) =>
        new(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" }, colours);

    private static int TerminalWidth() => Console.WindowWidth is > 0 and var width ? width : 80;
}
