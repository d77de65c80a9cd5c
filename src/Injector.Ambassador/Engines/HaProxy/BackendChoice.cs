namespace Injector.Ambassador.Engines.HaProxy;

/// <summary>One of the backends that a request may go to.</summary>
/// <param name="Name">Name of the backend.</param>
/// <param name="Condition">When it is taken, as an anonymous ACL; empty for always.</param>
internal readonly record struct BackendChoice(string Name, string Condition);
