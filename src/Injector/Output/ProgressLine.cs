namespace Injector.Output;

/// <summary>One line on the standard error that says what is being done, for people who wait at a terminal. Nobody else sees it.</summary>
internal sealed class ProgressLine(CommandConsole console)
{
    private const string EraseLine = "\r\e[K";

    /// <summary>Shows what is being read in place of what was shown before.</summary>
    public void Show(string what)
    {
        if (console.ShowsProgress)
        {
            console.Error.Write($"{EraseLine}reading {what} …");
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Clear()
    {
        if (console.ShowsProgress)
        {
            console.Error.Write(EraseLine);
        }
    }
}
