'use strict';
// usage: node gen-bench.js <count> <out.tsv> [seed]      (input TAB region; the mix of a contact list)
const L=require('./lib.js');const fs=require('fs');
const N=+process.argv[2],out=process.argv[3],seed=+process.argv[4]||12345;const r=L.rng(seed);
const top=['US','GB','DE','FR','IN','BR','MX','ES','IT','CA','AU','NL','PL','TR','RU','JP','CN','KR','ID','PH','NG','ZA','AR','CO','SE','CH','AT','BE','PT','IE'];
const all=L.regions();const types=[['mobile',.62],['fixedLine',.26],['tollFree',.05],['premiumRate',.01],['sharedCost',.01],['voip',.03],['uan',.01],['personal',.01]];
function pickType(m){let x=r(),a=0;for(const[t,w]of types){a+=w;if(x<a){const d=L.desc(m,L.DESC[t]);if(d)return d;break}}return L.desc(m,3)||L.desc(m,2)||L.desc(m,1)}
const ws=fs.createWriteStream(out);const stats={};let buf=[];
function garbage(){const k=r.int(6);switch(k){case 0:return ['n/a','none','unknown','-','0','x','call me','see notes','john.doe@example.com','TBD','12','000'][r.int(12)];case 1:{let s='';const n=1+r.int(20);for(let i=0;i<n;i++)s+=String.fromCharCode(32+r.int(95));return s}
case 2:{let s='';const n=1+r.int(6);for(let i=0;i<n;i++)s+=r.int(10);return s}case 3:{let s='+';const n=16+r.int(8);for(let i=0;i<n;i++)s+=r.int(10);return s}case 4:return '+999'+r.int(1e9);default:{let s='';for(let i=0;i<7+r.int(4);i++)s+=r.int(10);return s}}}
let e164=0;
for(let i=0;i<N;i++){let reg=r.chance(.7)?r.pick(top):r.pick(all);const m=L.metadata.countryToMetadata[reg];const cc=m[10];let d=pickType(m);let nsn=L.sample(d.pattern,r);const n=L.mkNumber(cc,nsn);let s,def=reg,kind;const x=r();
 if(x<.10){kind='garbage';s=garbage();def=r.pick(top)}
 else if(x<.42){kind='e164';s='+'+cc+nsn;def=r.chance(.5)?reg:r.pick(top)}
 else if(x<.62){kind='intl';s=L.util.format(n,L.PNF.INTERNATIONAL);def=r.chance(.5)?reg:r.pick(top)}
 else if(x<.87){kind='national';s=L.util.format(n,L.PNF.NATIONAL);if(r.chance(.4))s=s.replace(/ /g,r.pick(['-','.',' ','']))}
 else if(x<.95){kind='natdigits';s=(m[12]&&r.chance(.5)&&m[12].length<3?m[12]:'')+nsn}
 else {kind='idd';const idd=m[11]&&/^\d+$/.test(m[11])?m[11]:(m[17]||'00');s=idd+(r.chance(.5)?' ':'')+cc+' '+nsn}
 if(kind!=='garbage'&&r.chance(.0222)){s+=r.pick([' ext. ',' x','#',';ext=',' Ext '])+(1+r.int(9999));kind+='+ext'}
 stats[kind]=(stats[kind]||0)+1;buf.push(L.esc(s)+'\t'+def);if(buf.length>=20000){ws.write(buf.join('\n')+'\n');buf=[]}}
if(buf.length)ws.write(buf.join('\n')+'\n');ws.end();console.log(JSON.stringify(stats));
