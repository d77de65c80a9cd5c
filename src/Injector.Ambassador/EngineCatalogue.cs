using System.Collections.Immutable;
using Injector.Ambassador.Engines;
using Injector.Ambassador.Engines.Envoy;
using Injector.Ambassador.Engines.HaProxy;

namespace Injector.Ambassador;

/// <summary>The engines. To add one, add a folder beside this file and a line here.</summary>
internal static class EngineCatalogue
{
    /// <summary>The engines by ordinal order of their names.</summary>
    public static ImmutableArray<IAmbassadorEngine> All { get; } = [new EnvoyEngine(), new HaProxyEngine()];

    /// <summary>The engine of that name; <see langword="null"/> when there is none.</summary>
    public static IAmbassadorEngine? Find(string name) => All.FirstOrDefault(engine => engine.Name == name);
}
