using System.Text;

namespace Injector.Output;

/// <summary>Everything that commands read from, write to and wait by, so that tests run them in process.</summary>
internal sealed class CommandConsole
{
    /// <summary>The standard input.</summary>
    public required Stream Input { get; init; }

    /// <summary>The standard output as bytes; only results go there.</summary>
    public required Stream Output { get; init; }

    /// <summary>The standard output as text; flushed after every write, so that it mixes with <see cref="Output"/>.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>The standard error, for people.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether results go to a terminal that wants colours.</summary>
    public bool ColourOut { get; init; }

    /// <summary>Whether messages go to a terminal that wants colours.</summary>
    public bool ColourError { get; init; }

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
            Out = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" },
            Error = new StreamWriter(StandardStreams.Error(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" },
            ColourOut = wantsColour && !Console.IsOutputRedirected,
            ColourError = wantsColour && !Console.IsErrorRedirected,
            ShowsProgress = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = Console.IsOutputRedirected ? int.MaxValue : TerminalWidth(),
        };
    }

    private static int TerminalWidth() => Console.WindowWidth is > 0 and var width ? width : 80;
}
