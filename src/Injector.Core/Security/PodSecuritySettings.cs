using System.Text.Json;
using Injector.Core.Pods;
using Injector.Grammar.Json;

namespace Injector.Core.Security;

/// <summary>The settings of a pod that apply to all its containers.</summary>
/// <param name="RunAsNonRoot">Whether <c>securityContext.runAsNonRoot</c> is <c>true</c>.</param>
/// <param name="HasSeccompProfile">Whether <c>securityContext.seccompProfile</c> is the runtime's default or a node's profile.</param>
/// <param name="HasUserNamespace">Whether <c>hostUsers</c> is <c>false</c>.</param>
internal readonly record struct PodSecuritySettings(bool RunAsNonRoot, bool HasSeccompProfile, bool HasUserNamespace)
{
    public static PodSecuritySettings Of(PodView pod)
    {
        if (pod.SecurityContext.IsEmpty)
        {
            return new PodSecuritySettings(false, false, !pod.HostUsers);
        }

        using var document = ReceivedJson.Open(pod.SecurityContext);
        var context = document.RootElement;
        return new PodSecuritySettings(
            context.Member("runAsNonRoot").ValueKind is JsonValueKind.True,
            context.Member("seccompProfile").Member("type").AsText() is "RuntimeDefault" or "Localhost",
            !pod.HostUsers);
    }
}
