using Injector.Diagnostics.Facts;
using Injector.Server.Options;

namespace Injector.Commands;

/// <summary>What the surveys of a cluster are told of this program: its version, and how its server reads a configuration.</summary>
internal static class OwnRelease
{
    /// <summary>The release that this program is.</summary>
    public static ProgramRelease Current { get; } = new(BuildVersion.Number, Read);

    /// <summary>What of the server's options the engine needs; <see langword="null"/> for no options.</summary>
    public static EngineConfiguration? ConfigurationOf(ServerOptions? options) => options is null ? null : new EngineConfiguration(options.ToSettings(), options.ToProfileRestrictions());

    /// <summary>Of another release, the configuration may hold what is not understood here; then it is not known.</summary>
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
