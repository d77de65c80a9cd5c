namespace Injector.Core.Security;

/// <summary>Settings of the pod's security context that hold for containers which do not state them.</summary>
internal enum InheritedSetting
{
    /// <summary>None: the container is looked at alone.</summary>
    None,

    /// <summary><c>runAsNonRoot: true</c>.</summary>
    RunAsNonRoot,

    /// <summary><c>seccompProfile</c> of type RuntimeDefault or Localhost.</summary>
    SeccompProfile,
}
