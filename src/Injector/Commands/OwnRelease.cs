using Injector.Diagnostics.Facts;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>What the surveys of a cluster need to know about this program: its version, and how its server reads a configuration.</summary>
internal static class OwnRelease
{
    /// <summary>The release of this program.</summary>
    public static ProgramRelease Current { get; } = new(BuildVersion.Number, Read);

    /// <summary>The part of the server's options that the engine needs; <see langword="null"/> without options.</summary>
    public static EngineConfiguration? ConfigurationOf(ServerOptions? options) => options is null ? null : new EngineConfiguration(options.ToSettings(), options.ToProfileRestrictions());

    /// <summary>The configuration of another release may contain unknown fields; then it counts as unknown.</summary>
    private static EngineConfiguration? Read(string text, string name)
    {
        ServerOptions options;
        try
        {
            options = ServerConfigurationFile.Parse(text, name);
        }
        catch (StartupException)
        {
            return null;
        }

        return ConfigurationOf(options);
    }
}
