using Injector.Grammar.Json;

namespace Injector.Grammar.Tests.Json;

public sealed class JsonPointerTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("injector.io/inject", "injector.io~1inject")]
    [InlineData("a~b", "a~0b")]
    [InlineData("~1", "~01")]
    [InlineData("~/~", "~0~1~0")]
    [InlineData("", "")]
    public void Escapes_the_tilde_before_the_slash(string token, string expected) => JsonPointer.Escape(token).ShouldBe(expected);
}
