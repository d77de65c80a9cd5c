using Injector.Core.Profiles.Templates;

namespace Injector.Core.Profiles;

/// <summary>What a profile gives to the application's containers.</summary>
/// <param name="VolumeMounts">Array of volume mounts; <see langword="null"/> when there are none.</param>
/// <param name="Env">Array of environment variables, placed ahead of the application's own; <see langword="null"/> when there are none.</param>
public sealed record ApplicationAdditions(TemplateNode? VolumeMounts, TemplateNode? Env)
{
    /// <summary>Nothing is given.</summary>
    public static ApplicationAdditions None { get; } = new(null, null);
}
