namespace Injector.Server.Tests.Metrics;

/// <summary>A test that needs <c>promtool</c> (Debian package <c>prometheus</c>). Without it the test is skipped, in CI it fails.</summary>
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute()
    {
        if (Promtool.Path is null && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = "promtool is not installed: apt-get install prometheus";
        }
    }
}
