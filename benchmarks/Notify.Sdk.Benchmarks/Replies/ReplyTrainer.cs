using System.Buffers.Binary;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Benchmarks.Replies;

/// <summary>
/// Trains the model that raises doubts: logistic regression, one for letters and one for roles, by gradient descent with a rate for each
/// weight (AdaGrad; Duchi, Hazan and Singer 2011). The same messages give the same model.
/// </summary>
internal static class ReplyTrainer
{
    private const int Epochs = 15;
    private const float Rate = 0.15f;
    private const float Decay = 1e-6f;
    private const float Floor = 1e-4f;
    private const int Steps = 127;

    // One weight in a thousand may be cut, so that the others have finer steps.
    private const double Cut = 0.999;

    /// <summary>
    /// The messages that the shipped model learns from, beside those of <c>reply-words.tsv</c>; the split stays out, so that it can
    /// judge.
    /// </summary>
    public static readonly string[] Corpora = ["reply-phrases.tsv", "reply-fresh.tsv", "reply-dev.tsv"];

    private static readonly OptOutLexicon Lexicon = OptOutLexicon.Shipped;
    private static readonly SentenceReader Sentences = new(Lexicon, new(new Dictionary<string, string>()));

    /// <summary>The bytes of a model; see <see cref="ReplyModel"/>.</summary>
    public static byte[] Train(IEnumerable<(string Text, string[] Labels)> messages)
    {
        var examples = messages.Select(m => (Features: Features(m.Text), IsAbout: IsAbout(m.Labels))).ToList();
        return
        [
            .. Pack(Weights([.. examples.Select(e => (e.Features.Letters, e.IsAbout))])),
            .. Pack(Weights([.. examples.Select(e => (e.Features.Roles, e.IsAbout))])),
        ];
    }

    /// <summary>Whether a model alone takes a message for one about whether messages go on.</summary>
    public static bool Suspects(ReplyModel model, string text)
    {
        using var message = new ReplyTokens(text);
        using var words = new RoleReader(Lexicon.Index, message);
        return model.Suspects(words.RemovePoliteness(), words, Sentences);
    }

    /// <summary>A wish to stop or to start: what is asked back about.</summary>
    private static bool IsAbout(string[] labels) => labels.Contains("opt-out") || labels.Contains("opt-in") && !labels.Contains("none");

    private static (int[] Letters, int[] Roles) Features(string text)
    {
        using var message = new ReplyTokens(text);
        using var words = new RoleReader(Lexicon.Index, message);
        var tokens = words.RemovePoliteness();
        var letters = new ReplyFeatures(new int[ReplyFeatures.Most]);
        letters.AddLetters(tokens);
        var roles = new ReplyFeatures(new int[ReplyFeatures.Most]);
        Sentences.AddRoles(tokens, words, ref roles);
        return (letters.Found.ToArray(), roles.Found.ToArray());
    }

    private static float[] Weights((int[] Features, bool IsAbout)[] examples)
    {
        var (weights, squares) = (new float[ReplyFeatures.Buckets], new float[ReplyFeatures.Buckets]);
        var random = new Random(1);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(examples);
            foreach (var (features, isAbout) in examples.Where(e => e.Features.Length > 0))
                Step(weights, squares, features, isAbout);
        }

        return weights;
    }

    private static void Step(float[] weights, float[] squares, int[] features, bool isAbout)
    {
        var norm = 1 / MathF.Sqrt(features.Length);
        var score = features.Sum(f => weights[f]) * norm;
        var error = ((isAbout ? 1 : 0) - 1 / (1 + MathF.Exp(-score))) * norm;
        foreach (var feature in features)
        {
            var slope = error - Decay * weights[feature];
            squares[feature] += slope * slope;
            weights[feature] += Rate * slope / (MathF.Sqrt(squares[feature]) + Floor);
        }
    }

    private static byte[] Pack(float[] weights)
    {
        var sizes = weights.Select(MathF.Abs).Order().ToArray();
        var scale = sizes[(int)(sizes.Length * Cut)] / Steps;
        var bytes = new byte[sizeof(float) + weights.Length];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, scale);
        for (var i = 0; i < weights.Length; i++)
            bytes[sizeof(float) + i] = (byte)(sbyte)Math.Clamp(MathF.Round(weights[i] / scale), -Steps, Steps);
        return bytes;
    }
}
