using Injector.Core.Settings;
using Injector.Grammar.Messages;

namespace Injector.Core.Requests;

/// <summary>Decides how sidecars are added: by the pod's annotation, the namespace's, or the setting, and by what the cluster supports.</summary>
internal static class SidecarModeReader
{
    /// <summary>The mode, native or classic, and what is wrong with the annotation, if anything.</summary>
    public static (SidecarMode Mode, string? Error) Read(AnnotationSource annotations, InjectorSettings settings, ClusterCapabilities capabilities)
    {
        var key = settings.Keys.SidecarMode;
        var mode = settings.SidecarMode;
        if (annotations.TryGet(key, out var text, out var origin))
        {
            if (SidecarModeText.Parse(text.Trim()) is not { } annotated)
            {
                return (SidecarMode.Classic, $"{annotations.Describe(key, origin)}: {Quoted.Text(text)} is not a sidecar mode; write \"auto\", \"native\" or \"classic\"");
            }

            mode = annotated;
        }

        return Settle(mode, capabilities, key);
    }

    private static (SidecarMode Mode, string? Error) Settle(SidecarMode mode, ClusterCapabilities capabilities, string key) => mode switch
    {
        SidecarMode.Auto => (capabilities.EveryNodeRunsNativeSidecars ? SidecarMode.Native : SidecarMode.Classic, null),
        SidecarMode.Native when !capabilities.KnowsNativeSidecars => (
            SidecarMode.Classic,
            $"annotation {key} or the configuration asks for native sidecars, but Kubernetes {capabilities.Version} has none (they need 1.29); write \"classic\" or \"auto\""),
        _ => (mode, null),
    };
}
