using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Injector.Commands;

/// <summary>Reads versions of Kubernetes as people and API servers write them.</summary>
internal static class KubernetesVersion
{
    /// <summary>Oldest release on which Injector is tested.</summary>
    private static readonly Version Oldest = new(1, 20);

    /// <summary>Makes the option <c>--kubernetes-version</c>.</summary>
    public static Option<Version?> MakeOption() => new("--kubernetes-version")
    {
        HelpName = "VERSION",
        Description = "Version of the cluster, such as 1.29. Default: a supported release.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (TryParse(text, out var version))
            {
                if (version < Oldest)
                {
                    result.AddError($"--kubernetes-version '{text}' is too old; Injector runs on {Oldest} and later.");
                }

                return version;
            }

            result.AddError($"--kubernetes-version '{text}' is not a version; write major and minor, such as 1.29.");
            return null;
        },
    };

    /// <summary>Reads <c>1.29</c>, <c>v1.29.3</c> or <c>1.29+</c>; only major and minor count.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Version? version)
    {
        version = null;
        var parts = text.TrimStart('v').Split('.');
        if (parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(parts[1].TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        version = new Version(major, minor);
        return true;
    }
}
