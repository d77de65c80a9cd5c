using System.CommandLine;
using Injector.Grammar.Versions;

namespace Injector.Options;

/// <summary>The option <c>--kubernetes-version</c>.</summary>
internal static class KubernetesVersionOption
{
    /// <summary>The oldest release on which Injector is tested.</summary>
    private static readonly Version Oldest = new(1, 20);

    /// <summary>Creates the option.</summary>
    public static Option<Version?> Make() => new("--kubernetes-version")
    {
        HelpName = "VERSION",
        Description = "Version of the cluster, such as 1.29. Default: a supported release.",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (KubernetesVersion.TryParse(text, out var version))
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
}
