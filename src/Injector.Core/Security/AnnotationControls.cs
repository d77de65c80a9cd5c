using Injector.Core.Pods;

namespace Injector.Core.Security;

/// <summary>Checks annotations against the baseline level: AppArmor is read from them in every version of the policy, seccomp in those before 1.19.</summary>
internal static class AnnotationControls
{
    private const string AppArmor = "container.apparmor.security.beta.kubernetes.io/";
    private const string SeccompOfPod = "seccomp.security.alpha.kubernetes.io/pod";
    private const string SeccompOfContainer = "container.seccomp.security.alpha.kubernetes.io/";

    /// <summary>The control that an annotation itself violates; <see langword="null"/> for none.</summary>
    public static SecurityViolation? Violation(string key, string value) => key switch
    {
        _ when key.StartsWith(AppArmor, StringComparison.Ordinal) && !IsConfined(value) => Broken(PodSecurityControl.AppArmor, key, value),
        SeccompOfPod when !IsFiltered(value) => Broken(PodSecurityControl.SeccompAnnotation, key, value),
        _ when key.StartsWith(SeccompOfContainer, StringComparison.Ordinal) && !IsFiltered(value) => Broken(PodSecurityControl.SeccompAnnotation, key, value),
        _ => null,
    };

    /// <summary>The annotation of the pod that takes effect once a container of that name exists; <see langword="null"/> for none.</summary>
    public static SecurityViolation? Awakened(PodView pod, string container)
    {
        if (!IsAnyOfContainers(pod))
        {
            return null;
        }

        var key = SeccompOfContainer + container;
        return pod.Annotations.TryGet(key, out var value) ? Violation(key, value.ToString()) : null;
    }

    // Almost no pod has any, and then no key is built.
    private static bool IsAnyOfContainers(PodView pod)
    {
        foreach (var (key, _) in pod.Annotations.Entries)
        {
            if (key.Bytes.Span.StartsWith("container.seccomp."u8))
            {
                return true;
            }
        }

        return false;
    }

    private static SecurityViolation Broken(PodSecurityControl control, string key, string value) => new(control, $"annotation {key} is \"{value}\"");

    private static bool IsConfined(string value) => value is "" or "runtime/default" || IsLocal(value);

    private static bool IsFiltered(string value) => value is "runtime/default" or "docker/default" || IsLocal(value);

    private static bool IsLocal(string value) => value.StartsWith("localhost/", StringComparison.Ordinal);
}
