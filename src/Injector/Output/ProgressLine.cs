namespace Injector.Output;

/// <summary>A progress line on standard error for people who wait at a terminal; not shown otherwise.</summary>
internal sealed class ProgressLine(CommandConsole console)
{
    /// <summary>Shows what is being read.</summary>
    public void Show(string what) => Write($"reading {what} …");

    /// <summary>Shows what the command is waiting for.</summary>
    public void ShowWait(string what) => Write($"waiting for {what} …");

    /// <summary>Clears the line.</summary>
    public void Clear() => Write("");

    private void Write(string line)
    {
        if (console.ShowsProgress)
        {
            console.Error.Redraw(line);
        }
    }
}
