using Injector.Core.Snapshots;

namespace Injector.Core.Plans.Security;

/// <summary>The least strict pod security level under which what a profile adds is admitted.</summary>
/// <param name="Profile">Name of the profile.</param>
/// <param name="Level">The level.</param>
/// <param name="Reason">The first thing that needs it, for people; empty for restricted.</param>
internal readonly record struct SecurityNeed(string Profile, PodSecurityLevel Level, string Reason)
{
    public SecurityNeed Or(PodSecurityLevel level, string reason) => level > Level ? this with { Level = level, Reason = reason } : this;
}
