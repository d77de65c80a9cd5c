using System.Reflection;

namespace Injector.Commands;

/// <summary>The version of this program.</summary>
internal static class ProductVersion
{
    /// <summary>The version, such as <c>0.1.0</c>, without the commit that a build may append.</summary>
    public static string Text { get; } = Informational().Split('+')[0];

    /// <summary>The commit that was built; empty when not recorded.</summary>
    public static string Commit { get; } = Informational().Split('+') is [_, var commit] ? commit : "";

    private static string Informational() =>
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
