namespace Notify.Sdk.Tracking;

/// <summary>
/// The texts that come with the library. Brand, "no more messages" and ways to get help are what the rules ask for (47 CFR
/// 64.1200(a)(12), CTIA Messaging Principles 5.1); the words are ours. All fit GSM 7-bit; accents that it does not have are
/// left out.
/// </summary>
internal static class ReplyTexts
{
    public static IReadOnlyDictionary<(ReplyAnswer Answer, string Language), string> Shipped { get; } = new Dictionary<(ReplyAnswer, string), string>
    {
        [(ReplyAnswer.Stopped, "en")] = "{{brand}}: You will get no more messages from us. Reply START if you change your mind.",
        [(ReplyAnswer.StoppedTopic, "en")] = "{{brand}}: You will get no more messages about {{topic}}. Reply STOP ALL to end all messages.",
        [(ReplyAnswer.StoppedMarketing, "en")] = "{{brand}}: You will get no more advertising from us. Reply STOP ALL to end all messages.",
        [(ReplyAnswer.Started, "en")] = "{{brand}}: You will get our messages again. Reply HELP for help, STOP to end them.",
        [(ReplyAnswer.Help, "en")] = "{{brand}}: For help contact {{support}}. Reply STOP to get no more messages. Msg and data rates may apply.",
        [(ReplyAnswer.Unclear, "en")] = "{{brand}}: We are not sure what you meant. Reply STOP to get no more messages, START to keep them.",

        [(ReplyAnswer.Stopped, "fr")] = "{{brand}} : vous ne recevrez plus de messages de notre part. Répondez START si vous changez d'avis.",
        [(ReplyAnswer.StoppedTopic, "fr")] = "{{brand}} : vous ne recevrez plus de messages sur {{topic}}. Répondez STOP ALL pour tout arreter.",
        [(ReplyAnswer.StoppedMarketing, "fr")] = "{{brand}} : vous ne recevrez plus de publicité de notre part. Répondez STOP ALL pour tout arreter.",
        [(ReplyAnswer.Started, "fr")] = "{{brand}} : vous recevrez de nouveau nos messages. Répondez AIDE pour de l'aide, STOP pour y mettre fin.",
        [(ReplyAnswer.Help, "fr")] = "{{brand}} : pour de l'aide, contactez {{support}}. Répondez STOP pour ne plus recevoir de messages.",
        [(ReplyAnswer.Unclear, "fr")] = "{{brand}} : nous ne savons pas ce que vous souhaitez. Répondez STOP pour ne plus rien recevoir, START pour continuer.",

        [(ReplyAnswer.Stopped, "de")] = "{{brand}}: Sie erhalten keine Nachrichten mehr von uns. Antworten Sie START, wenn Sie es sich anders überlegen.",
        [(ReplyAnswer.StoppedTopic, "de")] = "{{brand}}: Sie erhalten keine Nachrichten mehr zu {{topic}}. Antworten Sie STOP ALL, um alle zu beenden.",
        [(ReplyAnswer.StoppedMarketing, "de")] = "{{brand}}: Sie erhalten keine Werbung mehr von uns. Antworten Sie STOP ALL, um alle Nachrichten zu beenden.",
        [(ReplyAnswer.Started, "de")] = "{{brand}}: Sie erhalten unsere Nachrichten wieder. Antworten Sie HELP für Hilfe, STOP zum Beenden.",
        [(ReplyAnswer.Help, "de")] = "{{brand}}: Hilfe erhalten Sie unter {{support}}. Antworten Sie STOP, um keine Nachrichten mehr zu erhalten.",
        [(ReplyAnswer.Unclear, "de")] = "{{brand}}: Wir sind nicht sicher, was Sie meinen. Antworten Sie STOP, um nichts mehr zu erhalten, START zum Fortsetzen.",

        [(ReplyAnswer.Stopped, "es")] = "{{brand}}: no recibira mas mensajes nuestros. Responda START si cambia de opinion.",
        [(ReplyAnswer.StoppedTopic, "es")] = "{{brand}}: no recibira mas mensajes sobre {{topic}}. Responda STOP ALL para detenerlos todos.",
        [(ReplyAnswer.StoppedMarketing, "es")] = "{{brand}}: no recibira mas publicidad nuestra. Responda STOP ALL para detener todos los mensajes.",
        [(ReplyAnswer.Started, "es")] = "{{brand}}: volvera a recibir nuestros mensajes. Responda HELP para ayuda, STOP para detenerlos.",
        [(ReplyAnswer.Help, "es")] = "{{brand}}: para ayuda, {{support}}. Responda STOP para no recibir mas mensajes.",
        [(ReplyAnswer.Unclear, "es")] = "{{brand}}: no sabemos que quiso decir. Responda STOP para no recibir nada mas, START para seguir.",
    };
}
