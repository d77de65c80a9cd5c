using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>What a profile gives to the application's containers.</summary>
/// <param name="VolumeMounts">Array of volume mounts; <see langword="null"/> when there are none.</param>
/// <param name="Env">
/// Array of environment variables, inserted before the application's own; <see langword="null"/> when there are none. In addition to the fields of a pod's
/// variable each may have <c>merge</c>, <c>separator</c> and <c>required</c>.
/// </param>
public sealed record ApplicationAdditions(TemplateNode? VolumeMounts, TemplateNode? Env)
{
    /// <summary>Nothing is given.</summary>
    public static ApplicationAdditions None { get; } = new(null, null);

    /// <summary>Whether the pod's own init containers receive the same. Default <see langword="false"/>.</summary>
    public bool InitContainers { get; init; }
}
