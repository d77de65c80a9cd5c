using System.Collections.Immutable;
using Injector.Core.Settings;
using Injector.Profiles.Resource.Restrictions;
using Microsoft.Extensions.Logging;

namespace Injector.Server.Options;

/// <summary>The spellings of enum-valued options, the same in the configuration file and on the command line.</summary>
public static class OptionText
{
    /// <summary>The spellings for <see cref="ServerOptions.Certificates"/>.</summary>
    public static ImmutableSortedDictionary<string, CertificateMode> CertificateModes { get; } =
        Table(("auto", CertificateMode.Auto), ("files", CertificateMode.Files), ("self", CertificateMode.Self));

    /// <summary>The spellings for <see cref="ServerOptions.UnknownProfiles"/>.</summary>
    public static ImmutableSortedDictionary<string, UnknownProfileHandling> UnknownProfiles { get; } =
        Table(("deny", UnknownProfileHandling.Deny), ("skip", UnknownProfileHandling.Skip));

    /// <summary>The spellings for <see cref="ServerOptions.SidecarMode"/>.</summary>
    public static ImmutableSortedDictionary<string, SidecarMode> SidecarModes { get; } = Table<SidecarMode>(SidecarModeText.Text);

    /// <summary>The spellings for <see cref="ServerOptions.FixedUsers"/>.</summary>
    public static ImmutableSortedDictionary<string, FixedUsers> FixedUsers { get; } = Table<FixedUsers>(FixedUsersText.Text);

    /// <summary>The spellings for <see cref="ServerOptions.DefaultPodSecurity"/>, as the namespace label spells them.</summary>
    public static ImmutableSortedDictionary<string, PodSecurityLevel> PodSecurityLevels { get; } =
        Table<PodSecurityLevel>(PodSecurityLevelText.Text);

    /// <summary>The spellings for <see cref="ServerOptions.TenantRules"/>.</summary>
    public static ImmutableSortedDictionary<string, TenantRule> TenantRules { get; } = Table<TenantRule>(TenantRuleText.Text);

    /// <summary>The spellings for <see cref="ServerOptions.LogFormat"/>.</summary>
    public static ImmutableSortedDictionary<string, LogFormat> LogFormats { get; } = Table(("text", LogFormat.Text), ("json", LogFormat.Json));

    /// <summary>The spellings for <see cref="ServerOptions.LogLevel"/>.</summary>
    public static ImmutableSortedDictionary<string, LogLevel> LogLevels { get; } = Table(
        ("debug", LogLevel.Debug), ("info", LogLevel.Information), ("warn", LogLevel.Warning), ("error", LogLevel.Error), ("none", LogLevel.None));

    /// <summary>All values of an enum, each with its spelling.</summary>
    private static ImmutableSortedDictionary<string, T> Table<T>(Func<T, string> text)
        where T : struct, Enum => Table<T>([.. Enum.GetValues<T>().Select(value => (text(value), value))]);

    private static ImmutableSortedDictionary<string, T> Table<T>(params ReadOnlySpan<(string Word, T Value)> words)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (word, value) in words)
        {
            builder.Add(word, value);
        }

        return builder.ToImmutable();
    }
}

/// <summary>Where the serving certificate comes from.</summary>
public enum CertificateMode
{
    /// <summary>From files if they are named, otherwise an ephemeral one.</summary>
    Auto,

    /// <summary>From files that are renewed by others: cert-manager through a mounted Secret, or a person.</summary>
    Files,

    /// <summary>From an authority managed by Injector, shared by its replicas in a Secret and published to the API servers in <c>caBundle</c>.</summary>
    Self,
}

/// <summary>What happens to a pod that names a profile that does not exist.</summary>
public enum UnknownProfileHandling
{
    /// <summary>The pod is denied and the known names are listed.</summary>
    Deny,

    /// <summary>The pod is admitted without sidecars, with a warning.</summary>
    Skip,
}

/// <summary>How log lines are written.</summary>
public enum LogFormat
{
    /// <summary>One readable line per event.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}
