using Injector.Core.Settings;
using Injector.Profiles.Resource.Restrictions;

namespace Injector.Diagnostics.Facts;

/// <summary>The release of the program that looks, and how it reads the configuration of a webhook of the same release.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ReadConfiguration">Is given the text of a configuration file and its name; returns <see langword="null"/> for what this release does not understand.</param>
internal sealed record ProgramRelease(string Version, Func<string, string, EngineConfiguration?> ReadConfiguration);

/// <summary>How a webhook is configured, as far as it matters to what is decided.</summary>
/// <param name="Settings">The engine's settings.</param>
/// <param name="ProfileRestrictions">What tenants' profiles may not do.</param>
internal sealed record EngineConfiguration(InjectorSettings Settings, ProfileRestrictions ProfileRestrictions);
