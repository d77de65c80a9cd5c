using System.Collections.Immutable;
using Injector.Core.Settings;

namespace Injector.Core.Security;

/// <summary>The strictest pod security level that admits what a profile adds.</summary>
/// <param name="Level">The level.</param>
/// <param name="Reason">The first thing that requires it, for people; empty for restricted.</param>
internal readonly record struct SecurityNeed(PodSecurityLevel Level, string Reason)
{
    /// <summary>The requirement under a version of the policy.</summary>
    public static SecurityNeed Of(ImmutableArray<SecurityViolation> violations, int version, in PodSecuritySettings pod)
    {
        var need = new SecurityNeed(PodSecurityLevel.Restricted, "");
        foreach (var violation in violations)
        {
            if (violation.Control.Admits > need.Level && violation.Control.Counts(version, pod))
            {
                need = new SecurityNeed(violation.Control.Admits, violation.Reason);
            }
        }

        return need;
    }
}
