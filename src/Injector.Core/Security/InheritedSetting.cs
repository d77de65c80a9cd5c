namespace Injector.Core.Security;

/// <summary>Settings of the pod's security context that apply to containers which do not state them.</summary>
internal enum InheritedSetting
{
    /// <summary>None: only the container counts.</summary>
    None,

    /// <summary><c>runAsNonRoot: true</c>.</summary>
    RunAsNonRoot,

    /// <summary><c>seccompProfile</c> of type RuntimeDefault or Localhost.</summary>
    SeccompProfile,
}
