using System.Text;

namespace Injector.Output;

/// <summary>The streams, terminal and clock of a command; tests replace them to run commands in process.</summary>
internal sealed class CommandConsole
{
    /// <summary>Max text in a line of a table, in characters, so that a value from outside cannot fill the screen.</summary>
    public const int MaxLine = 601;

    /// <summary>The standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>The standard output as bytes, for manifests and other machine-readable results. Only results go there.</summary>
    public required Stream Output { get; init; }

    /// <summary>The standard output as text for people; flushed after every write, to keep its order with <see cref="Output"/>.</summary>
    public required DisplayWriter Out { get; init; }

    /// <summary>The standard error, as text for people: messages, progress and help.</summary>
    public required DisplayWriter Error { get; init; }

    /// <summary>Whether to show progress, because standard error is a terminal. Default <see langword="false"/>.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Max width of tables, in characters. Default: unlimited, for output that is not a terminal.</summary>
    public int Width { get; init; } = int.MaxValue;

    /// <summary>The clock. Default: the system's.</summary>
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
