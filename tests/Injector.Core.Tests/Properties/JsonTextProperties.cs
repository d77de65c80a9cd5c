using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FsCheck;
using FsCheck.Fluent;
using Injector.Grammar.Json;

namespace Injector.Core.Tests.Properties;

/// <summary>Strings in patches and records are written as <see cref="Utf8JsonWriter"/> writes them, whatever is in them.</summary>
public sealed class JsonTextProperties
{
    /// <summary>Plain text, everything that has an escape of its own, other scripts, what is invisible, pairs of surrogates and halves of them.</summary>
    internal static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.Elements("plain", "config.injector.io/logging.main.conf", "\"", "\\", "\n", "\r\t\b\f", "\0", "\u001f", "\u007f", "<&>'+/`~"),
        Gen.Elements("ü", "日本語", "\u200b", "\u2028\u2029", "\ufeff", "\ufffd", "\uffff", "\ue000", "😀", "\ud800", "\udfff", "\udc00\ud800"),
        Gen.Choose(0, char.MaxValue).Select(code => ((char)code).ToString()),
        Gen.Choose('a', 'z').Select(code => new string((char)code, code * 5)));

    private static readonly Arbitrary<string> Texts = Pieces.ArrayOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Strings_are_written_as_the_reference_writes_them() =>
        Prop.ForAll(Texts, text => Written(output => JsonTextWriter.WriteQuoted(output, text)) == Reference(text)).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Every_character_is_written_as_the_reference_writes_it()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var text = $"a{(char)code}b";
            Written(output => JsonTextWriter.WriteQuoted(output, text)).ShouldBe(Reference(text));
        }
    }

    [Fact]
    public void Bytes_are_written_as_their_text_is() =>
        Prop.ForAll(Texts, text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return $"\"{Written(output => JsonTextWriter.WriteEscaped(output, bytes))}\"" == Reference(Encoding.UTF8.GetString(bytes));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Buffers_that_are_used_at_the_same_time_are_two()
    {
        var (first, second) = (JsonBuffer.Rent(), JsonBuffer.Rent());
        first.ShouldNotBeSameAs(second);
        first.Write("a"u8);
        second.Length.ShouldBe(0);
        second.Return();
        first.Return();
        JsonBuffer.Rent().ShouldBeSameAs(first);
        JsonBuffer.Rent().ShouldBeSameAs(second);
        first.Length.ShouldBe(0);
        second.Return();
        first.Return();
    }

    private static string Written(Action<IBufferWriter<byte>> write)
    {
        var buffer = JsonBuffer.Rent();
        write(buffer);
        Utf8.IsValid(buffer.Written).ShouldBeTrue();
        var text = Encoding.UTF8.GetString(buffer.Written);
        buffer.Return();
        return text;
    }

    private static string Reference(string text)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, RelaxedJson.Options))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
