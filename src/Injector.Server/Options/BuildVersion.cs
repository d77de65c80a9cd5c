using System.Reflection;

namespace Injector.Server.Options;

/// <summary>The version of this build.</summary>
public static class BuildVersion
{
    /// <summary>Semantic version, followed by a plus sign and the revision if the build knew it, such as <c>0.2.0+82307f4</c>.</summary>
    public static string Full { get; } =
        typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>Semantic version alone, such as <c>0.2.0</c>.</summary>
    public static string Number { get; } = Full.Split('+')[0];
}
