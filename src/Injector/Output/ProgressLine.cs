namespace Injector.Output;

/// <summary>One line on the standard error that says what is being done, for people who wait at a terminal. Nobody else sees it.</summary>
internal sealed class ProgressLine(CommandConsole console)
{
    /// <summary>Shows what is being read in place of what was shown before.</summary>
    public void Show(string what) => Write($"reading {what} …");

    /// <summary>Shows what is waited for in place of what was shown before.</summary>
    public void ShowWait(string what) => Write($"waiting for {what} …");

    /// <summary>Takes the line away.</summary>
    public void Clear() => Write("");

    private void Write(string line)
    {
        if (console.ShowsProgress)
        {
            console.Error.Redraw(line);
        }
    }
}
