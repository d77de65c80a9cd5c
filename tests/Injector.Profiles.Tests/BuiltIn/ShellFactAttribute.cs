namespace Injector.Profiles.Tests.BuiltIn;

/// <summary>A test that runs a profile's script with BusyBox, as its container does. On a build server it is never skipped.</summary>
internal sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute()
    {
        if (BusyBox.Find() is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "There is no busybox in the PATH (Debian: apt-get install busybox).";
        }
    }
}
